glassbox.tried("09-Training","folder=Sources/Digits/Resources/MNIST",{"key":"23c13b26f61d12dc","pages":{
"index":{"figures":{},
"captions":{},"pictures":[],"gone":[],
"printed":[],
"text":[]}}});
